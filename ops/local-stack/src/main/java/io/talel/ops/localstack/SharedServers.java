package io.talel.ops.localstack;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One server of each kind for all tests of a JVM: started at the first use, stopped with the JVM. */
public final class SharedServers {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final AtomicInteger DIRECTORIES = new AtomicInteger();
    private static final Queue<Runnable> FIRST = new ConcurrentLinkedQueue<>();

    private static @Nullable Path directory;
    private static @Nullable LocalPostgres postgres;
    private static @Nullable LocalRedis redis;
    private static @Nullable LocalS3 s3;

    private SharedServers() {}

    /** A database of its own for every call. */
    public static PostgresDatabase newDatabase() {
        return postgres().createDatabase("test_" + DATABASES.incrementAndGet());
    }

    /** An empty directory of its own for every call, deleted with the data of the servers. */
    public static synchronized Path newDirectory() {
        Path own = directory().resolve("directory-" + DIRECTORIES.incrementAndGet());
        Directories.create(own);
        return own;
    }

    /** A database of its own with the contents of another one, to which nobody may be connected. */
    public static PostgresDatabase newCopyOf(PostgresDatabase original) {
        return postgres().copyDatabase(original, "test_" + DATABASES.incrementAndGet());
    }

    public static synchronized LocalPostgres postgres() {
        if (postgres == null) {
            postgres = LocalPostgres.start(directory().resolve("postgres"), 0);
        }
        return postgres;
    }

    public static synchronized LocalRedis redis() {
        if (redis == null) {
            redis = LocalRedis.start(directory().resolve("redis"), 0);
        }
        return redis;
    }

    public static synchronized LocalS3 s3() {
        if (s3 == null) {
            s3 = LocalS3.start(directory().resolve("s3"), 0);
        }
        return s3;
    }

    /** Runs before the servers stop with the JVM, for code that uses them until the end. */
    public static void beforeStop(Runnable close) {
        FIRST.add(close);
    }

    private static Path directory() {
        if (directory == null) {
            TestDirectories.removeAbandoned();
            directory = TestDirectories.create();
            Runtime.getRuntime().addShutdownHook(new Thread(SharedServers::stop, "stop shared servers"));
        }
        return directory;
    }

    private static synchronized void stop() {
        FIRST.forEach(Runnable::run);
        Stream.of(s3, redis).filter(Objects::nonNull).forEach(LocalServer::kill);
        if (postgres != null) {
            postgres.discard();
        }
        Directories.delete(directory());
    }
}
