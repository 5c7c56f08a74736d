"""Words, sentences, tags, lemmas, trees and entities by one network, in the place of a pipeline of Stanza's."""
