package io.talel.gateway.image.store;

import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Puts the bytes of images into the bucket and gets them out; every failure is a {@link SdkException}. */
@Component
public class ContentStore {

    private static final Logger LOG = LoggerFactory.getLogger(ContentStore.class);

    /** Time to send all bytes, including one retry if the first attempt fails at once. */
    private static final Duration PUT_TIMEOUT = Duration.ofSeconds(7);

    private static final int PAGE = 100;

    private final S3Client s3;
    private final String bucket;

    ContentStore(S3Client s3, ContentStoreSettings settings) {
        this.s3 = s3;
        this.bucket = settings.bucket();
    }

    /** Checks the tag: the client takes an answer that was cut off after its first line for a whole one. */
    public void put(StoredImage image, Path file) {
        PutObjectResponse stored = asked(() -> s3.putObject(
                put -> put.bucket(bucket)
                        .key(image.key())
                        .contentType(image.format().mediaType())
                        .contentLength(image.bytes())
                        .overrideConfiguration(override -> override.apiCallTimeout(PUT_TIMEOUT)),
                RequestBody.fromFile(file)));
        if (stored.eTag() == null) {
            throw SdkClientException.create("The bucket's answer was cut off");
        }
    }

    /** @return the bytes, to be closed; empty if they are lost */
    public Optional<InputStream> get(StoredImage image) {
        try {
            InputStream bytes =
                    asked(() -> s3.getObject(get -> get.bucket(bucket).key(image.key())));
            return Optional.of(ObjectStream.begun(bytes, image.bytes()));
        } catch (NoSuchKeyException e) {
            LOG.error("{} is recorded, but not in the bucket", image.key());
            return Optional.empty();
        }
    }

    /** Wraps failures of the connection, which the client does not wrap, into {@link SdkException}s. */
    private static <T> T asked(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw e;
        } catch (RuntimeException e) {
            throw SdkClientException.create("The request to the bucket failed", e);
        }
    }

    /** Prefix of the keys of all objects of a person. */
    public static String prefix(UserId owner) {
        return "users/" + owner.value() + "/";
    }

    /**
     * Removes all objects of a person, including objects that no event names.
     *
     * @param step called after every page of objects
     */
    public void removeAllOf(UserId owner, Runnable step) {
        for (ListObjectsV2Response page : s3.listObjectsV2Paginator(
                list -> list.bucket(bucket).prefix(prefix(owner)).maxKeys(PAGE))) {
            page.contents()
                    .forEach(object ->
                            s3.deleteObject(delete -> delete.bucket(bucket).key(object.key())));
            step.run();
        }
    }

    /** Tries to delete stored objects in the background, since a bucket that hangs has cost enough time. */
    public void discard(StoredImage image) {
        Thread.ofVirtual().name("discard").start(() -> delete(image));
    }

    private void delete(StoredImage image) {
        try {
            s3.deleteObject(delete -> delete.bucket(bucket).key(image.key()));
        } catch (RuntimeException e) {
            LOG.warn("{} stays in the bucket though nothing refers to it: {}", image.key(), e.toString());
        }
    }
}
