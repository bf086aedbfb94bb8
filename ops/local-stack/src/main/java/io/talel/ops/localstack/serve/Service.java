package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.process.Signal;

/** The processes of a stack, in the order in which they are stopped: each before the processes that it uses. */
enum Service {
    API("api", "the API", Signal.TERM),
    S3("s3", "S3", Signal.TERM),
    REDIS("redis", "Redis", Signal.TERM),
    POSTGRES("postgres", "PostgreSQL", Signal.INT);

    /** Its directory within the data directory. */
    final String directory;

    /** Its name in messages. */
    final String spoken;

    /** Signal for a quick, orderly end. */
    final Signal end;

    Service(String directory, String spoken, Signal end) {
        this.directory = directory;
        this.spoken = spoken;
        this.end = end;
    }
}
