# cmake --install: filled in with the embedding work.
