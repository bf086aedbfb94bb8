package io.talel.gateway.image;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The directory of the files of one request until they are stored; closing removes it. */
public record UploadDirectory(Path path) implements AutoCloseable {

    static final String PREFIX = "talelio-upload-";

    public static UploadDirectory create() throws IOException {
        return new UploadDirectory(Files.createTempDirectory(PREFIX));
    }

    public Path file(int number) {
        return path.resolve(String.valueOf(number));
    }

    /** Size of the files. */
    long bytes() throws IOException {
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(path);
    }
}
