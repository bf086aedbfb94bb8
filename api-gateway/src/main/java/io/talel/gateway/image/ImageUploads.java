package io.talel.gateway.image;

import io.talel.gateway.auth.caller.SessionCheck;
import io.talel.gateway.auth.caller.SignedIn;
import io.talel.gateway.bus.Commands;
import io.talel.gateway.idempotency.Creation;
import io.talel.gateway.idempotency.Idempotency;
import io.talel.gateway.idempotency.IdempotencyKey;
import io.talel.gateway.image.ImageStorage.Prepared;
import io.talel.gateway.web.pool.BodySpace;
import io.talel.gateway.web.pool.FairPool;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.image.ImageCommand.NewImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.ImageIds;
import io.talel.kernel.user.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Receives and cleans all files of an upload, then stores all, then records all. So a bad file leaves nothing behind, and a
 * recorded image is always stored.
 */
@Component
class ImageUploads {

    private final BodySpace space;
    private final ImageStorage storage;
    private final ImageIds ids;
    private final Commands commands;
    private final SessionCheck sessions;
    private final Idempotency idempotency;

    ImageUploads(
            BodySpace space,
            ImageStorage storage,
            ImageIds ids,
            Commands commands,
            SessionCheck sessions,
            Idempotency idempotency) {
        space.expect(UploadReader.MAX_BYTES, UploadReader.MAX_FILES);
        this.space = space;
        this.storage = storage;
        this.ids = ids;
        this.commands = commands;
        this.sessions = sessions;
        this.idempotency = idempotency;
    }

    /** @return the names of the images, in the order of the form */
    List<ImageFileName> take(SignedIn owner, IdempotencyKey key, HttpServletRequest request) {
        try (FairPool.Share share = space.take(request, UploadReader.MAX_BYTES, UploadReader.MAX_FILES);
                UploadDirectory directory = UploadDirectory.create()) {
            List<ReceivedFile> files = UploadReader.read(request, directory);
            share.received(space.onDisk(directory.bytes(), files.size()));
            return idempotency.create(
                    key.by(owner.userId()),
                    () -> files.stream().map(FileDigest::of).toList(),
                    new Upload(owner, files, share));
        } catch (IOException e) {
            throw ImageStorage.unavailable(e);
        }
    }

    /** One upload: each attempt stores bytes of its own; those of an attempt that is not recorded are discarded. */
    private final class Upload implements Creation<List<ImageFileName>> {

        private final SignedIn owner;
        private final List<ReceivedFile> files;
        private final FairPool.Share share;

        private Upload(SignedIn owner, List<ReceivedFile> files, FairPool.Share share) {
            this.owner = owner;
            this.files = files;
            this.share = share;
        }

        @Override
        public List<Long> draw() {
            return files.stream().map(_ -> ids.next().value()).toList();
        }

        @Override
        public List<ImageFileName> send(List<Long> numbers, Runnable done) {
            List<Prepared> prepared =
                    storage.prepare(owner.userId(), files, bytes -> space.resize(share, bytes, files.size()));
            sessions.require(owner);
            storage.store(prepared);
            record(owner.userId(), numbers, prepared);
            return prepared.stream().map(Prepared::name).toList();
        }

        /** They are recorded together, so some without the others were recorded while they were read. */
        @Override
        public Optional<List<ImageFileName>> find(List<Long> numbers) {
            List<ImageFileName> found = numbers.stream()
                    .map(number -> commands.recorded(new ImageId(number).toString(), ImageUploaded.class))
                    .flatMap(Optional::stream)
                    .map(recorded -> recorded.event().file())
                    .toList();
            return found.size() == numbers.size() ? Optional.of(found) : Optional.empty();
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
            storage.discard(all);
            throw e;
        }
    }
}
