package io.talel.gateway.image;

import io.talel.gateway.auth.caller.SessionCheck;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.idempotency.Creation;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.image.clean.CleanImage;
import io.talel.gateway.image.clean.ImageCleaner;
import io.talel.gateway.image.clean.UnreadableImage;
import io.talel.gateway.image.store.ContentStore;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.image.ImageCommand.NewImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageFile;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.ImageIds;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
    private final Idempotency idempotency;
    private final SecureRandom random = new SecureRandom();

    ImageUploads(
            ImageCleaner cleaner,
            ContentStore store,
            ImageIds ids,
            Commands commands,
            SessionCheck sessions,
            Idempotency idempotency) {
        this.cleaner = cleaner;
        this.store = store;
        this.ids = ids;
        this.commands = commands;
        this.sessions = sessions;
        this.idempotency = idempotency;
    }

    private record Prepared(ImageFile name, StoredImage image, Path file) {}

    /** @return the names of the images, in the order of the form */
    List<ImageFile> take(SignedIn owner, IdempotencyKey key, HttpServletRequest request) {
        try (UploadDirectory directory = UploadDirectory.create()) {
            List<ReceivedFile> files = UploadReader.read(request, directory);
            return idempotency.create(
                    key.by(owner.userId()),
                    () -> files.stream().map(FileDigest::of).toList(),
                    new Upload(owner, files));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static HttpRefusal unavailable(IOException e) {
        LOG.error("An upload could not be kept on disk", e);
        return HttpRefusal.unavailable();
    }

    /** One upload: each attempt stores bytes of its own; those of an attempt that is not recorded are discarded. */
    private final class Upload implements Creation<List<ImageFile>> {

        private final SignedIn owner;
        private final List<ReceivedFile> files;

        private Upload(SignedIn owner, List<ReceivedFile> files) {
            this.owner = owner;
            this.files = files;
        }

        @Override
        public List<Long> draw() {
            return files.stream().map(_ -> ids.next().value()).toList();
        }

        @Override
        public List<ImageFile> send(List<Long> numbers) {
            List<Prepared> prepared = prepareAll(owner.userId(), files);
            sessions.require(owner);
            store(prepared);
            record(owner.userId(), numbers, prepared);
            return prepared.stream().map(Prepared::name).toList();
        }

        /** They are recorded together, so some without the others were recorded while they were read. */
        @Override
        public Optional<List<ImageFile>> find(List<Long> numbers) {
            List<ImageFile> found = numbers.stream()
                    .map(number -> commands.recorded(new ImageId(number).toString(), ImageUploaded.class))
                    .flatMap(Optional::stream)
                    .map(recorded -> recorded.event().file())
                    .toList();
            return found.size() == numbers.size() ? Optional.of(found) : Optional.empty();
        }
    }

    private List<Prepared> prepareAll(UserId owner, List<ReceivedFile> files) {
        try {
            List<Prepared> prepared = new ArrayList<>();
            for (ReceivedFile file : files) {
                prepared.add(prepare(owner, file));
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

    private void record(UserId owner, List<Long> numbers, List<Prepared> all) {
        List<NewImage> images = IntStream.range(0, all.size())
                .mapToObj(i -> new NewImage(
                        new ImageId(numbers.get(i)),
                        all.get(i).name(),
                        all.get(i).image()))
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
