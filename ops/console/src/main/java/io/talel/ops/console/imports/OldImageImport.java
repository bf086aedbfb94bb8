package io.talel.ops.console.imports;

import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;
import static org.axonframework.commandhandling.GenericCommandMessage.asCommandMessage;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.MessageMetaData;
import io.talel.kernel.image.ImageCommand.ImportImage;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageIds;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import io.talel.ops.backup.application.EmbeddedApplication;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.bucket.TooLarge;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;

/**
 * Copies images of the replaced service into the content bucket and records them under their old names, so that their
 * addresses go on working. The files stay as they are: they are not made anew like uploads.
 */
final class OldImageImport {

    /** Keys in the old bucket: {@code 7/images/sunset_0b1d….jpg}. */
    private static final Pattern KEY = Pattern.compile("([1-9][0-9]{0,17})/images/([^/]+)");

    /** Eight times what the replaced service accepted. */
    private static final long MAX_BYTES = 16L * 1024 * 1024;

    private final CommandGateway commands;
    private final ImageIds imageIds;
    private final Bucket old;
    private final Bucket content;
    private final Set<String> recorded;

    /** @param old the bucket of the replaced service */
    OldImageImport(EmbeddedApplication application, Connection eventStore, Bucket old, Bucket content)
            throws SQLException {
        this.commands = application.get(CommandGateway.class);
        this.imageIds = application.get(ImageIds.class);
        this.old = old;
        this.content = content;
        this.recorded = new HashSet<>(Rows.texts(eventStore, EVENT_STORE.get("image-keys-without-extension")));
    }

    /** Whether the object lies below the images of a user; a bucket may hold other objects, too. */
    static boolean isImage(StoredObject object) {
        return KEY.matcher(object.key()).matches();
    }

    /** How reports call it: without the words of its owner, who may have named a person in them. */
    static String name(StoredObject object) {
        String key = object.key();
        return "object %s/…%s".formatted(key.substring(0, key.indexOf('/')), key.substring(key.lastIndexOf('_') + 1));
    }

    record OldImage(UserId owner, ImageFileName file, StoredObject object) {

        /** @param object one that {@link #isImage} */
        static OldImage of(StoredObject object) {
            Matcher key = KEY.matcher(object.key());
            if (!key.matches()) {
                throw new IllegalArgumentException("does not lie below the images of a user");
            }
            return new OldImage(new UserId(Long.parseLong(key.group(1))), new ImageFileName(key.group(2)), object);
        }
    }

    /**
     * Imports an image, unless an import brought it before, even if it was removed since.
     *
     * @param here people who may own new images
     * @param dryRun only looks
     * @return whether it is new
     * @throws IllegalArgumentException with the reason to leave it out
     */
    boolean bringIn(OldImage image, Set<UserId> here, boolean dryRun) throws IOException {
        if (recorded.contains(keyWithoutExtension(image))) {
            return false;
        }
        if (!here.contains(image.owner())) {
            throw new IllegalArgumentException("has an owner who was not imported, or was erased here");
        }
        byte[] bytes = content(image);
        PictureHeader header = PictureHeader.read(bytes)
                .orElseThrow(() -> new IllegalArgumentException("is no GIF, JPEG, PNG or WebP"));
        if (!dryRun) {
            record(image, bytes, header);
        }
        return true;
    }

    /** Copies the image first: an image without bytes is worse than bytes without an image. */
    private void record(OldImage image, byte[] bytes, PictureHeader header) throws IOException {
        String key = keyWithoutExtension(image) + "." + header.format().extension();
        content.copy(old, image.object().key(), key, header.format().mediaType());
        StoredImage stored =
                new StoredImage(key, header.format(), bytes.length, Hash.of(bytes), header.width(), header.height());
        ImportImage command = new ImportImage(
                imageIds.next(),
                image.owner(),
                image.file(),
                stored,
                image.object().modified());
        try {
            commands.sendAndWait(
                    asCommandMessage(command).andMetaData(Map.of(MessageMetaData.ACTOR, MessageMetaData.IMPORT)));
        } catch (CommandRefused e) {
            throw new IllegalArgumentException("has an owner who was erased at that moment", e);
        }
    }

    private byte[] content(OldImage image) throws IOException {
        try {
            return old.find(image.object().key(), MAX_BYTES)
                    .orElseThrow(() -> new IllegalArgumentException("was deleted at that moment"));
        } catch (TooLarge _) {
            throw new IllegalArgumentException("has more than 16 MiB");
        }
    }

    /** Made of the old key, so that another run finds it; the old name may be personal. */
    private static String keyWithoutExtension(OldImage image) {
        String name = Hash.of(image.object().key().getBytes(StandardCharsets.UTF_8));
        return "users/%d/images/%s".formatted(image.owner().value(), name.substring(0, 24));
    }
}
