package io.talel.ops.backup.bucket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket, whose objects are written once. */
public final class Bucket {

    private static final int PRECONDITION_FAILED = 412;

    private final S3Client client;
    private final String name;

    Bucket(S3Client client, String name) {
        this.client = client;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /**
     * Writes an object that must not be there yet.
     *
     * @throws BucketFailure also if there is one of that name with another content
     */
    public void create(String key, byte[] content) throws IOException {
        try {
            ask(
                    "write " + key,
                    () -> client.putObject(
                            put -> put.bucket(name).key(key).ifNoneMatch("*"), RequestBody.fromBytes(content)));
        } catch (BucketFailure e) {
            // The answer to an attempt may have been lost: then it is this one that is there.
            if (!holds(key, content, e)) {
                throw e;
            }
        }
    }

    private boolean holds(String key, byte[] content, BucketFailure why) {
        try {
            return find(key, content.length)
                    .filter(there -> Arrays.equals(there, content))
                    .isPresent();
        } catch (IOException e) {
            why.addSuppressed(e);
            return false;
        }
    }

    /** Begins an object that is written in parts and there once it is completed, never half. */
    public ObjectUpload upload(String key) {
        return new ObjectUpload(this, client, key);
    }

    /**
     * The content of a small object; nothing if there is no such object.
     *
     * @param limit of its size, in bytes
     * @throws TooLarge above it
     */
    public Optional<byte[]> find(String key, long limit) throws IOException {
        Optional<Answer> found = ask("read " + key, () -> {
            try {
                return Optional.of(client.getObject(
                        get -> get.bucket(name).key(key), (response, in) -> whole(response, in, limit)));
            } catch (NoSuchKeyException _) {
                return Optional.empty();
            }
        });
        if (found.isPresent() && found.get().size() > limit) {
            throw new TooLarge(key, found.get().size(), limit);
        }
        return found.map(Answer::content);
    }

    /** @param content empty if it is too large */
    private record Answer(long size, byte[] content) {}

    /** The SDK's own way of doing it holds it twice for a while. */
    private static Answer whole(GetObjectResponse response, AbortableInputStream in, long limit) throws IOException {
        long size = response.contentLength();
        if (size > limit) {
            in.abort();
            return new Answer(size, new byte[0]);
        }
        byte[] content = new byte[Math.toIntExact(size)];
        if (in.readNBytes(content, 0, content.length) < content.length) {
            throw new EOFException("the answer ended early");
        }
        return new Answer(size, content);
    }

    public boolean holds(String key) throws IOException {
        return ask("look for " + key, () -> {
            try {
                client.headObject(head -> head.bucket(name).key(key));
                return true;
            } catch (NoSuchKeyException _) {
                return false;
            }
        });
    }

    /** The content as it comes. */
    public InputStream read(String key) throws IOException {
        return ask("read " + key, () -> client.getObject(get -> get.bucket(name).key(key)));
    }

    /** All whose names begin so, in the order of their names. */
    public List<StoredObject> list(String prefix) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        Listing listing = listing(prefix);
        for (StoredObject next = listing.next(); next != null; next = listing.next()) {
            objects.add(next);
        }
        return objects;
    }

    /** The same, asked for as they are wanted. */
    public Listing listing(String prefix) throws IOException {
        return new Listing(this, prefix, ask("list " + named(prefix), () -> client.listObjectsV2Paginator(
                        list -> list.bucket(name).prefix(prefix))
                .contents()
                .iterator()));
    }

    /** The names of the "directories" below, each without the prefix and the slash that ends it. */
    public List<String> directories(String prefix) throws IOException {
        return ask(
                "list " + named(prefix), () -> client
                        .listObjectsV2Paginator(
                                list -> list.bucket(name).prefix(prefix).delimiter("/"))
                        .commonPrefixes()
                        .stream()
                        .map(found -> found.prefix()
                                .substring(prefix.length(), found.prefix().length() - 1))
                        .toList());
    }

    /** Copies an object of another bucket of the same server, up to 5 GiB, without bringing it here. */
    public void copy(Bucket from, String key, String to) throws IOException {
        ask(
                "copy " + key,
                () -> client.copyObject(copy -> copy.sourceBucket(from.name)
                        .sourceKey(key)
                        .destinationBucket(name)
                        .destinationKey(to)));
    }

    public void delete(String key) throws IOException {
        ask(
                "delete " + key,
                () -> client.deleteObject(delete -> delete.bucket(name).key(key)));
    }

    /** Uploads that were begun before a time and never completed: they cost, and nobody sees them. */
    public List<AbandonedUpload> abandonedUploads(String prefix, Instant begunBefore) throws IOException {
        return ask(
                "list uploads of " + named(prefix),
                () -> client
                        .listMultipartUploadsPaginator(list -> list.bucket(name).prefix(prefix))
                        .uploads()
                        .stream()
                        .filter(upload -> upload.initiated().isBefore(begunBefore))
                        .map(upload -> new AbandonedUpload(upload.key(), upload.uploadId()))
                        .toList());
    }

    public void abort(AbandonedUpload upload) throws IOException {
        ask(
                "give up " + upload.key(),
                () -> client.abortMultipartUpload(
                        abort -> abort.bucket(name).key(upload.key()).uploadId(upload.id())));
    }

    /** What is below a prefix, in messages. */
    static String named(String prefix) {
        return prefix.isEmpty() ? "all objects" : prefix;
    }

    <T> T ask(String what, Supplier<T> call) throws BucketFailure {
        try {
            return call.get();
        } catch (S3Exception e) {
            String why = e.statusCode() == PRECONDITION_FAILED
                    ? "it is there already"
                    : e.awsErrorDetails() == null
                            ? "status " + e.statusCode()
                            : e.awsErrorDetails().errorCode();
            throw new BucketFailure("cannot %s in bucket %s: %s".formatted(what, name, why), e);
        } catch (SdkException e) {
            throw new BucketFailure("cannot %s in bucket %s: %s".formatted(what, name, e.getMessage()), e);
        }
    }
}
