package io.talel.gateway.image;

import io.talel.gateway.bus.Commands;
import io.talel.gateway.bus.Queries;
import io.talel.gateway.crypto.ImportedIds;
import io.talel.gateway.image.ImageStorage.Prepared;
import io.talel.gateway.image.clean.FileSignatures;
import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.image.ImageCommand.NewImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.user.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Stores images of imports. The same bytes of the same person are stored once. */
@Component
public class ImportedImages {

    /** Longest file, in bytes (16 MiB): an upload may grow to that when it is cleaned, and an export holds the cleaned file. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int CHUNK = 64 * 1024;

    /** A name that {@link NewImageName} may have made. */
    private static final Pattern OWN_NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}_]{0,200}_[0-9a-z]{1,13}");

    private final ImageStorage storage;
    private final Commands commands;
    private final Queries queries;

    ImportedImages(ImageStorage storage, Commands commands, Queries queries) {
        this.storage = storage;
        this.commands = commands;
        this.queries = queries;
    }

    /**
     * Looks up a picture among those of the person.
     *
     * @param name of the file
     * @param content the file, whose bytes are not changed
     * @return the name under which it is served
     * @throws HttpRefusal if it is too large, or its bytes are of no image
     */
    public Optional<ImageFileName> find(UserId owner, String name, Path content) {
        FileDigest digest = FileDigest.of(received(name, content));
        return named(owner, name)
                .filter(image -> image.stored().sha256().equals(digest.sha256()))
                .map(ImageView::file)
                .or(() -> recorded(owner, id(owner, digest)));
    }

    /** Receives a file of an import. @throws HttpRefusal if it is too large */
    public static void receive(InputStream in, Path file) throws IOException {
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] chunk = in.readNBytes(CHUNK);
            while (chunk.length > 0) {
                bytes += chunk.length;
                if (bytes > MAX_BYTES) {
                    throw refused("is larger than 16 MiB");
                }
                out.write(chunk);
                chunk = in.readNBytes(CHUNK);
            }
        }
    }

    /**
     * Stores a picture that {@link #find} does not find. It keeps its name if that has the form of {@link NewImageName} and is free.
     *
     * @param content the file, which is changed
     * @throws HttpRefusal with 400 if it is no picture, with 503 if it cannot be taken in now
     */
    public ImageFileName take(UserId owner, String name, Path content) {
        ReceivedFile file = received(name, content);
        ImageId id = id(owner, FileDigest.of(file));
        Prepared prepared = prepared(owner, file);
        Prepared kept = keepsName(owner, name, file.format())
                ? new Prepared(new ImageFileName(name), prepared.image(), prepared.file())
                : prepared;
        storage.store(List.of(kept));
        try {
            commands.send(owner, new UploadImages(owner, List.of(new NewImage(id, kept.name(), kept.image()))));
            return kept.name();
        } catch (CommandRefused e) {
            storage.discard(List.of(kept));
            return recorded(owner, id).orElseThrow(() -> e);
        }
    }

    private Prepared prepared(UserId owner, ReceivedFile file) {
        try {
            return storage.prepare(owner, List.of(file), _ -> {}).getFirst();
        } catch (HttpRefusal e) {
            throw e.status() == HttpStatus.BAD_REQUEST ? invalidType() : e;
        }
    }

    private static HttpRefusal invalidType() {
        return refused("is not a GIF, JPEG, PNG or WebP picture");
    }

    /** @param reason continues a sentence about the picture */
    private static HttpRefusal refused(String reason) {
        return new HttpRefusal(HttpStatus.BAD_REQUEST, reason);
    }

    private static ReceivedFile received(String name, Path content) {
        try (InputStream in = Files.newInputStream(content)) {
            ImageFormat format = FileSignatures.formatOf(in.readNBytes(FileSignatures.LENGTH))
                    .orElseThrow(ImportedImages::invalidType);
            return new ReceivedFile(name, format, content);
        } catch (IOException e) {
            throw ImageStorage.unavailable(e);
        }
    }

    private ImageId id(UserId owner, FileDigest digest) {
        return new ImageId(
                ImportedIds.of(owner.toString(), "image " + digest.sha256(), number -> uploaded(new ImageId(number))
                        .filter(uploaded -> !uploaded.ownerId().equals(owner))
                        .isPresent()));
    }

    private Optional<ImageFileName> recorded(UserId owner, ImageId id) {
        return uploaded(id).filter(uploaded -> uploaded.ownerId().equals(owner)).map(ImageUploaded::file);
    }

    private Optional<ImageUploaded> uploaded(ImageId id) {
        return commands.recorded(id.toString(), ImageUploaded.class).map(Recorded::event);
    }

    private Optional<ImageView> named(UserId owner, String name) {
        return OWN_NAME.matcher(stem(name)).matches()
                ? queries.find(new FindImage(owner, new ImageFileName(name)), ImageView.class)
                : Optional.empty();
    }

    private boolean keepsName(UserId owner, String name, ImageFormat format) {
        return name.endsWith("." + format.extension())
                && OWN_NAME.matcher(stem(name)).matches()
                && named(owner, name).isEmpty();
    }

    private static String stem(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
