package io.talel.ops.localstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Function;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.MultipartPart;
import org.jclouds.blobstore.domain.MultipartUpload;
import org.jclouds.blobstore.options.PutOptions;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jclouds.io.Payload;
import org.jclouds.io.Payloads;

/**
 * Receives an upload whole before the store of S3Proxy 2.9.0 sees it. When a client goes away, that store leaves the part that
 * came in the bucket, and answers each later listing of the bucket with 500.
 */
final class WholeUploads extends ForwardingBlobStore {

    private final Path directory;

    /** @param directory where uploads are received */
    WholeUploads(BlobStore store, Path directory) {
        super(store);
        this.directory = directory;
    }

    @Override
    public String putBlob(String container, Blob blob) {
        return received(blob.getPayload(), whole -> super.putBlob(container, with(blob, whole)));
    }

    @Override
    public String putBlob(String container, Blob blob, PutOptions options) {
        return received(blob.getPayload(), whole -> super.putBlob(container, with(blob, whole), options));
    }

    @Override
    public MultipartPart uploadMultipartPart(MultipartUpload upload, int number, Payload part) {
        return received(part, whole -> super.uploadMultipartPart(upload, number, whole));
    }

    private static Blob with(Blob blob, Payload payload) {
        blob.setPayload(payload);
        return blob;
    }

    private <T> T received(Payload payload, Function<Payload, T> store) {
        try {
            Path file = Files.createTempFile(directory, "upload", "");
            try (InputStream arriving = payload.openStream()) {
                Files.copy(arriving, file, StandardCopyOption.REPLACE_EXISTING);
                Payload whole = Payloads.newFilePayload(file.toFile());
                whole.setContentMetadata(payload.getContentMetadata());
                return store.apply(whole);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
