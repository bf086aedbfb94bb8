package io.talel.command.image;

import io.talel.command.eventlog.BackdatedEvents;
import io.talel.command.eventlog.BackdatedEvents.Past;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.image.ImageCommand.ImportImage;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;

/** Begins images that were uploaded to another service. */
final class ImageImporting {

    private final BackdatedEvents past;
    private final PersonKeys keys;

    ImageImporting(BackdatedEvents past, PersonKeys keys) {
        this.past = past;
        this.keys = keys;
    }

    @CommandHandler
    void handle(ImportImage command) {
        keys.require(command.ownerId().toString());
        ImageUploaded uploaded =
                new ImageUploaded(command.imageId(), command.ownerId(), command.file(), command.stored());
        past.begin(Image.class, command.imageId().toString(), List.of(new Past(uploaded, command.uploadedAt())));
    }
}
