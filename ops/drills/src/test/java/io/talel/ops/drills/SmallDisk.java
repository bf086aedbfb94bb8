package io.talel.ops.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** A small file system that is easy to fill; requires root. */
record SmallDisk(Path directory) implements AutoCloseable {

    /** A fresh stack takes about 100 MB, most of it PostgreSQL's. */
    private static final String SIZE = "256m";

    /** @throws TestAbortedException where mounting is not allowed */
    static SmallDisk mount(Path directory) {
        if (run("mount -t tmpfs -o size=" + SIZE + " tmpfs " + directory) != 0) {
            throw new TestAbortedException("a file system cannot be mounted here");
        }
        return new SmallDisk(directory);
    }

    /** Leaves no room for another page of a table: {@code dd} ends when it can write no more. */
    void fill() {
        run("dd if=/dev/zero of=" + ballast() + " bs=4k");
    }

    void free() {
        run("rm " + ballast());
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void close() {
        run("umount " + directory);
    }

    private static int run(String command) {
        try {
            return new ProcessBuilder("sh", "-c", command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
