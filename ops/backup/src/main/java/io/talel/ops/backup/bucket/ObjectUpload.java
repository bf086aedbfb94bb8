package io.talel.ops.backup.bucket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Upload of one object in parts of {@value #PART} bytes; holds one part in memory. An object that fits into one part is
 * sent by one request. An upload that is closed before it is complete leaves no object.
 */
public final class ObjectUpload implements AutoCloseable {

    /** S3 accepts parts from 5 MiB on. A chunk ends soon after 8 MiB, so it is sent by one request. */
    static final int PART = 12 * 1024 * 1024;

    private final Bucket bucket;
    private final S3Client client;
    private final String key;
    private final byte[] part = new byte[PART];
    private final List<CompletedPart> sent = new ArrayList<>();
    private int filled;
    private long size;
    private @Nullable String upload;
    private boolean completed;

    ObjectUpload(Bucket bucket, S3Client client, String key) {
        this.bucket = bucket;
        this.client = client;
        this.key = key;
    }

    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == PART) {
                sendPart();
            }
            int some = Math.min(length - done, PART - filled);
            System.arraycopy(bytes, offset + done, part, filled, some);
            filled += some;
            done += some;
        }
        size += length;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** Completes the upload; from now on the object exists. */
    public void complete() throws IOException {
        if (upload == null) {
            bucket.ask(
                    "write " + key,
                    () -> client.putObject(put -> put.bucket(bucket.name()).key(key), body()));
        } else {
            sendPart();
            bucket.ask(
                    "complete " + key,
                    () -> client.completeMultipartUpload(complete -> complete.bucket(bucket.name())
                            .key(key)
                            .uploadId(upload)
                            .multipartUpload(parts -> parts.parts(sent))));
        }
        completed = true;
    }

    private void sendPart() throws IOException {
        if (upload == null) {
            upload = bucket.ask("begin " + key, () -> client.createMultipartUpload(
                            create -> create.bucket(bucket.name()).key(key))
                    .uploadId());
        }
        int number = sent.size() + 1;
        String etag = bucket.ask("write part %d of %s".formatted(number, key), () -> client.uploadPart(
                        request -> request.bucket(bucket.name())
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number),
                        body())
                .eTag());
        sent.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        filled = 0;
    }

    private RequestBody body() {
        int length = filled;
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(part, 0, length), length, "application/octet-stream");
    }

    @Override
    public void close() throws IOException {
        if (completed || upload == null) {
            return;
        }
        // The client sends no request on an interrupted thread.
        boolean interrupted = Thread.interrupted();
        try {
            bucket.ask(
                    "abort " + key,
                    () -> client.abortMultipartUpload(
                            abort -> abort.bucket(bucket.name()).key(key).uploadId(upload)));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
