package io.talel.gateway.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The directory of the files of one request until they are stored; closing removes it. */
record UploadDirectory(Path path) implements AutoCloseable {

    static UploadDirectory create() throws IOException {
        return new UploadDirectory(Files.createTempDirectory("talelio-upload-"));
    }

    Path file(int number) {
        return path.resolve(String.valueOf(number));
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(path);
    }
}
