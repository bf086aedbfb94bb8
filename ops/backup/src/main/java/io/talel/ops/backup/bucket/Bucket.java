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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket in which every object is written once. */
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
     * Creates an object.
     *
     * @throws BucketFailure also if the object exists with another content
     */
    public void create(String key, byte[] content) throws IOException {
        try {
            ask(
                    "write " + key,
                    () -> client.putObject(
                            put -> put.bucket(name).key(key).ifNoneMatch("*"), RequestBody.fromBytes(content)));
        } catch (BucketFailure e) {
            // The answer to an earlier attempt may have been lost: then the object is there with this content.
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

    /** Starts a multipart upload: the object exists once it is complete, never in part. */
    public ObjectUpload upload(String key) {
        return new ObjectUpload(this, client, key);
    }

    /**
     * Content of a small object; empty if there is none.
     *
     * @param limit largest size, in bytes
     * @throws TooLarge if the object is larger
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

    /** The SDK's own method holds the content in memory twice for a moment. */
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

    /** Streams the content of an object. */
    public InputStream read(String key) throws IOException {
        return ask("read " + key, () -> client.getObject(get -> get.bucket(name).key(key)));
    }

    /** Objects whose keys begin with the prefix, in the order of their keys. */
    public List<StoredObject> list(String prefix) throws IOException {
        List<StoredObject> objects = new ArrayList<>();
        Listing listing = listing(prefix);
        for (StoredObject next = listing.next(); next != null; next = listing.next()) {
            objects.add(next);
        }
        return objects;
    }

    /** Like {@link #list}, but fetches pages when they are needed. */
    public Listing listing(String prefix) throws IOException {
        return new Listing(this, prefix, ask("list " + named(prefix), () -> client.listObjectsV2Paginator(
                        list -> list.bucket(name).prefix(prefix))
                .contents()
                .iterator()));
    }

    /** Names of the "directories" below a prefix, without the prefix and the slash at the end. */
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

    /** Copies an object of another bucket on the same server, up to 5 GiB, on the server itself. */
    public void copy(Bucket from, String key, String to) throws IOException {
        copy(from, key, to, null);
    }

    /** Like {@link #copy(Bucket, String, String)}, and gives the copy a type; null for that of the original. */
    public void copy(Bucket from, String key, String to, @Nullable String mediaType) throws IOException {
        ask(
                "copy " + key,
                () -> client.copyObject(copy -> copy.sourceBucket(from.name)
                        .sourceKey(key)
                        .destinationBucket(name)
                        .destinationKey(to)
                        .metadataDirective(mediaType == null ? null : MetadataDirective.REPLACE)
                        .contentType(mediaType)));
    }

    /** Like {@link #copy(Bucket, String, String)}; false if there is no such object. */
    public boolean copyIfThere(Bucket from, String key, String to) throws IOException {
        try {
            copy(from, key, to);
            return true;
        } catch (BucketFailure e) {
            if (e.getCause() instanceof S3Exception s3
                    && s3.awsErrorDetails() != null
                    && "NoSuchKey".equals(s3.awsErrorDetails().errorCode())) {
                return false;
            }
            throw e;
        }
    }

    public void delete(String key) throws IOException {
        ask(
                "delete " + key,
                () -> client.deleteObject(delete -> delete.bucket(name).key(key)));
    }

    /** Uploads that were started before a time and never completed: they cost money and no listing shows them. */
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
                "abort " + upload.key(),
                () -> client.abortMultipartUpload(
                        abort -> abort.bucket(name).key(upload.key()).uploadId(upload.id())));
    }

    /** Name of a prefix in messages. */
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
