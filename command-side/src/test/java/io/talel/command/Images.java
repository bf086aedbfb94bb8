package io.talel.command;

import io.talel.kernel.image.ImageCommand.NewImage;
import io.talel.kernel.image.ImageCommand.RemoveImage;
import io.talel.kernel.image.ImageCommand.UploadImages;
import io.talel.kernel.image.ImageEvent.ImageRemoved;
import io.talel.kernel.image.ImageEvent.ImageUploaded;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import java.util.List;

/** Named examples of images. */
public final class Images {

    public static final ImageId SUNSET = new ImageId(9);

    private static final UserId ADA = new UserId(7);
    private static final ImageFileName FILE = new ImageFileName("sunset_k3v9x.jpg");
    private static final StoredImage STORED =
            new StoredImage("images/7/sunset_k3v9x.jpg", ImageFormat.JPEG, 48_213, "0a".repeat(32), 1_600, 900);

    private Images() {}

    public static UploadImages uploadSunset() {
        return upload(SUNSET);
    }

    /** The same picture, as so many images. */
    public static UploadImages upload(ImageId... ids) {
        return new UploadImages(
                ADA,
                List.of(ids).stream().map(id -> new NewImage(id, FILE, STORED)).toList());
    }

    public static ImageUploaded sunsetUploaded() {
        return new ImageUploaded(SUNSET, ADA, FILE, STORED);
    }

    public static RemoveImage removeSunset() {
        return new RemoveImage(SUNSET);
    }

    public static ImageRemoved sunsetRemoved() {
        return new ImageRemoved(SUNSET);
    }
}
