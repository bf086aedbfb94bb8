package io.talel.command.image;

import io.talel.command.personal.PersonKeys;
import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.image.ImageCommand.NewImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Begins images, of people who are there: an upload may take longer than it takes to erase somebody. */
final class ImageUploading {

    private final Repository<Image> images;
    private final PersonKeys keys;

    ImageUploading(Repository<Image> images, PersonKeys keys) {
        this.images = images;
        this.keys = keys;
    }

    /** All in the transaction of the one command. */
    @CommandHandler
    List<Recorded<ImageUploaded>> handle(UploadImages command) throws Exception {
        keys.require(command.ownerId().toString());
        List<Recorded<ImageUploaded>> recorded = new ArrayList<>();
        for (NewImage image : command.images()) {
            recorded.add(begin(new ImageUploaded(image.imageId(), command.ownerId(), image.file(), image.stored())));
        }
        return recorded;
    }

    private Recorded<ImageUploaded> begin(ImageUploaded uploaded) throws Exception {
        Aggregate<Image> image = images.newInstance(() -> new Image(uploaded));
        StreamVersion position = new StreamVersion(image.identifierAsString(), image.version());
        return new Recorded<>(position, image.invoke(Image::changedAt), uploaded);
    }
}
