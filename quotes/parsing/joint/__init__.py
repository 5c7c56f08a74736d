"""Words, sentences, tags, lemmas, trees and entities by one network, as processors of Stanza."""
