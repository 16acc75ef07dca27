"""The bytes of photos: cleaned, encrypted, and kept beside the entries that name them."""
