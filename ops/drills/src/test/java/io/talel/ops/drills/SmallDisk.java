package io.talel.ops.drills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** A small file system that is easy to fill; requires root, or {@code sudo} without a password. */
record SmallDisk(Path directory) implements AutoCloseable {

    /** A fresh stack takes about 100 MB, most of it PostgreSQL's. */
    private static final String SIZE = "256m";

    /** Set by the profile {@code drills}. */
    static final String DRILLS = "talelio.drills";

    /** @throws TestAbortedException where mounting is not allowed, unless this is {@code make drills} */
    static SmallDisk mount(Path directory) {
        if (runAsRoot("mount -t tmpfs -o size=" + SIZE + " tmpfs " + directory) != 0) {
            String problem = "a file system cannot be mounted here";
            throw Boolean.getBoolean(DRILLS) ? new IllegalStateException(problem) : new TestAbortedException(problem);
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
        runAsRoot("umount " + directory);
    }

    private static int runAsRoot(String command) {
        return run("[ $(id -u) = 0 ] || sudo='sudo -n'; $sudo " + command);
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
