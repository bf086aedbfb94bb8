package io.talel.gateway.image;

import io.talel.gateway.image.store.ContentStore;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.image.StoredImage;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;
import org.springframework.http.HttpStatus;

/** An image that is fetched from the bucket only when the answer is written, not for a 304. */
final class StoredObject extends AbstractResource {

    private final ContentStore store;
    private final StoredImage image;

    StoredObject(ContentStore store, StoredImage image) {
        this.store = store;
        this.image = image;
    }

    @Override
    public InputStream getInputStream() {
        return store.get(image).orElseThrow(StoredObject::notFound);
    }

    @Override
    public long contentLength() {
        return image.bytes();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return image.key();
    }

    static HttpRefusal notFound() {
        return new HttpRefusal(HttpStatus.NOT_FOUND, "Image not found");
    }
}
