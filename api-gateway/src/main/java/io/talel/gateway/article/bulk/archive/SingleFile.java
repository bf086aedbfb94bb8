package io.talel.gateway.article.bulk.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An upload that is one file. */
record SingleFile(Path file, String name) implements SourceFiles {

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public boolean has(String wanted) {
        return wanted.equals(name);
    }

    @Override
    public InputStream open(String wanted) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    @Override
    public List<String> unsafeNames() {
        return List.of();
    }

    @Override
    public void close() {
        // Opens nothing for longer than it is read.
    }
}
