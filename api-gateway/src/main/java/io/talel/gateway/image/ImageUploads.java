package io.talel.gateway.image;

import io.talel.gateway.auth.caller.SessionCheck;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.image.clean.CleanImage;
import io.talel.gateway.image.clean.ImageCleaner;
import io.talel.gateway.image.clean.UnreadableImage;
import io.talel.gateway.image.store.ContentStore;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.image.ImageCommand.NewImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageFile;
import io.talel.kernel.image.ImageIds;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Receives and cleans all files of an upload, then stores all, then records all. So a bad file leaves nothing behind, and a
 * recorded image is always stored.
 */
@Component
class ImageUploads {

    private static final Logger LOG = LoggerFactory.getLogger(ImageUploads.class);

    private final ImageCleaner cleaner;
    private final ContentStore store;
    private final ImageIds ids;
    private final Commands commands;
    private final SessionCheck sessions;
    private final SecureRandom random = new SecureRandom();

    ImageUploads(ImageCleaner cleaner, ContentStore store, ImageIds ids, Commands commands, SessionCheck sessions) {
        this.cleaner = cleaner;
        this.store = store;
        this.ids = ids;
        this.commands = commands;
        this.sessions = sessions;
    }

    private record Prepared(ImageFile name, StoredImage image, Path file) {}

    /** @return the names of the images, in the order of the form */
    List<ImageFile> take(SignedIn owner, HttpServletRequest request) {
        try (UploadDirectory directory = UploadDirectory.create()) {
            List<Prepared> prepared = new ArrayList<>();
            for (ReceivedFile file : UploadReader.read(request, directory)) {
                prepared.add(prepare(owner.userId(), file));
            }
            sessions.require(owner);
            store(prepared);
            record(owner.userId(), prepared);
            return prepared.stream().map(Prepared::name).toList();
        } catch (UnreadableImage e) {
            LOG.debug("An upload was refused", e);
            throw ImageRefusals.invalidType();
        } catch (IOException e) {
            LOG.error("An upload could not be kept on disk", e);
            throw HttpRefusal.unavailable();
        }
    }

    /** The key does not contain the client's name, which may be personal or too long for the store. */
    private Prepared prepare(UserId owner, ReceivedFile file) throws IOException {
        CleanImage clean = cleaner.clean(owner, file.path(), file.format());
        String unique = Long.toUnsignedString(random.nextLong(), Character.MAX_RADIX);
        String key = ContentStore.prefix(owner) + "images/" + unique + "."
                + clean.format().extension();
        return new Prepared(
                ImageName.of(file.clientName(), unique, clean.format()),
                new StoredImage(key, clean.format(), clean.bytes(), clean.sha256(), clean.width(), clean.height()),
                file.path());
    }

    private void store(List<Prepared> all) {
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

    private void record(UserId owner, List<Prepared> all) {
        List<NewImage> images = all.stream()
                .map(each -> new NewImage(ids.next(), each.name(), each.image()))
                .toList();
        try {
            commands.send(owner, new UploadImages(owner, images));
        } catch (CommandRefused e) {
            // Nothing was recorded. After any other failure the images may be recorded, so the bytes stay.
            all.forEach(each -> store.discard(each.image()));
            throw e;
        }
    }
}
