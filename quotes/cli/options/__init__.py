"""Options and arguments that several commands share, each a decorator, in modules by what they are about."""
