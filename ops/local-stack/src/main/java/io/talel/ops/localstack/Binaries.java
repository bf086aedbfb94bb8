package io.talel.ops.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The servers' programs, unpacked once beside the build of this module. */
final class Binaries {

    private static final String POSTGRES = "/postgres-linux-x86_64.txz";
    private static final String REDIS = "/redis-server-6.2.6-v5-linux-amd64";

    private Binaries() {}

    /** Unpacks them as a part of the build, so that the first start need not. */
    public static void main(String[] arguments) {
        postgres();
        redisServer();
    }

    /** The directory with PostgreSQL's {@code bin}, {@code lib} and {@code share}. */
    static Path postgres() {
        return unpacked("postgres", Binaries::unpackPostgres);
    }

    static Path redisServer() {
        return unpacked("redis", Binaries::unpackRedis).resolve("redis-server");
    }

    private interface Unpacking {
        void into(Path directory) throws IOException;
    }

    /** Unpacks under a temporary name and renames, so that a partial directory is never used and the first process wins. */
    private static Path unpacked(String name, Unpacking unpacking) {
        Path servers = BuildDirectory.directory().resolve("servers");
        Path ready = servers.resolve(name);
        if (Files.isDirectory(ready)) {
            return ready;
        }
        try {
            Files.createDirectories(servers);
            Path draft = Files.createTempDirectory(servers, name + "-");
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpacking.into(draft);
            try {
                Files.move(draft, ready);
            } catch (FileAlreadyExistsException e) {
                Directories.delete(draft);
            }
            return ready;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack the server " + name + " into " + servers, e);
        }
    }

    private static void unpackRedis(Path directory) throws IOException {
        Path program = directory.resolve("redis-server");
        try (InputStream content = resource(REDIS)) {
            Files.copy(content, program);
        }
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void unpackPostgres(Path directory) throws IOException {
        try (InputStream content = resource(POSTGRES);
                TarArchiveInputStream archive = new TarArchiveInputStream(new XZInputStream(content))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                unpack(entry, archive, directory.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Files.createDirectories(entry.isDirectory() ? target : target.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(content, target);
            Files.setPosixFilePermissions(target, permissions(entry));
        }
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        boolean executable = (entry.getMode() & 0100) != 0;
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }

    private static InputStream resource(String name) throws IOException {
        InputStream content = Binaries.class.getResourceAsStream(name);
        if (content == null) {
            throw new IOException("not on the class path: " + name);
        }
        return content;
    }
}
