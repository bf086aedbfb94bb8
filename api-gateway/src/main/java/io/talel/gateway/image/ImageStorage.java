package io.talel.gateway.image;

import io.talel.gateway.image.clean.CleanImage;
import io.talel.gateway.image.clean.ImageCleaner;
import io.talel.gateway.image.clean.UnreadableImage;
import io.talel.gateway.image.store.ContentStore;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Cleans the files of an upload and stores what is left of them. */
@Component
class ImageStorage {

    private static final Logger LOG = LoggerFactory.getLogger(ImageStorage.class);

    private final ImageCleaner cleaner;
    private final ContentStore store;
    private final SecureRandom random = new SecureRandom();

    ImageStorage(ImageCleaner cleaner, ContentStore store) {
        this.cleaner = cleaner;
        this.store = store;
    }

    /** A cleaned file that can be stored. */
    record Prepared(ImageFileName name, StoredImage image, Path file) {}

    static HttpRefusal unavailable(IOException e) {
        LOG.error("An upload could not be kept on disk", e);
        return HttpRefusal.unavailable();
    }

    /** @param room called with the size of all files together before a cleaned one is written; may refuse it */
    List<Prepared> prepare(UserId owner, List<ReceivedFile> files, LongConsumer room) {
        try {
            long bytes = 0;
            for (ReceivedFile file : files) {
                bytes += Files.size(file.path());
            }
            List<Prepared> prepared = new ArrayList<>();
            for (ReceivedFile file : files) {
                long others = bytes - Files.size(file.path());
                prepared.add(prepare(owner, file, size -> room.accept(others + size)));
                bytes = others + prepared.getLast().image().bytes();
            }
            return prepared;
        } catch (UnreadableImage e) {
            LOG.debug("An upload was refused", e);
            throw ImageRefusals.invalidType();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** The key does not contain the client's name, which may be personal or too long for the store. */
    private Prepared prepare(UserId owner, ReceivedFile file, LongConsumer room) throws IOException {
        CleanImage clean = cleaner.clean(owner, file.path(), file.format(), room);
        String unique = Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
        String key = ContentStore.prefix(owner) + "images/" + unique + "."
                + clean.format().extension();
        return new Prepared(
                NewImageName.of(file.clientName(), unique, clean.format()),
                new StoredImage(key, clean.format(), clean.bytes(), clean.sha256(), clean.width(), clean.height()),
                file.path());
    }

    /** Stores all or none. */
    void store(List<Prepared> all) {
        List<StoredImage> stored = new ArrayList<>();
        try {
            for (Prepared each : all) {
                stored.add(each.image());
                store.put(each.image(), each.file());
            }
        } catch (RuntimeException e) {
            stored.forEach(store::discard);
            throw e;
        }
    }

    void discard(List<Prepared> all) {
        all.forEach(each -> store.discard(each.image()));
    }
}
