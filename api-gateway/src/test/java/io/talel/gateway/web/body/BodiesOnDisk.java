package io.talel.gateway.web.body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bodies that wait on disk for nodes of this JVM. Their files have no names, only numbers of open files. */
public final class BodiesOnDisk {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private BodiesOnDisk() {}

    /** In bytes. */
    public static List<Long> sizes() {
        List<Long> sizes = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path file : files) {
                addIfBody(file, sizes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sizes;
    }

    private static void addIfBody(Path file, List<Long> sizes) throws IOException {
        try {
            if (Files.readSymbolicLink(file).toString().contains("/talelio-body-")) {
                sizes.add(Files.size(file));
            }
        } catch (NoSuchFileException e) {
            // It is closed.
        }
    }
}
