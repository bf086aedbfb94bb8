package io.talel.command.image;

import io.talel.kernel.Recorded;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.image.ImageCommand.UploadImage;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/** Begins images. */
final class ImageUploading {

    private final Repository<Image> images;

    ImageUploading(Repository<Image> images) {
        this.images = images;
    }

    @CommandHandler
    Recorded<ImageUploaded> handle(UploadImage command) throws Exception {
        ImageUploaded uploaded =
                new ImageUploaded(command.imageId(), command.ownerId(), command.file(), command.stored());
        Aggregate<Image> image = images.newInstance(() -> new Image(uploaded));
        StreamVersion position = new StreamVersion(image.identifierAsString(), image.version());
        return new Recorded<>(position, image.invoke(Image::changedAt), uploaded);
    }
}
