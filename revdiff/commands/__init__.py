"""What is more than a comparison of named texts, one module a command: `cli` asks for it, and writes what it gives."""
