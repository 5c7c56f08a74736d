"""Tags, trees and entities by one network, in the place of three of Stanza's."""
