package io.talel.query.image;

import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageFormat;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.image.StoredImage;
import io.talel.kernel.user.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** An image of the active generation. */
@Entity
@Immutable
@Table(schema = "read_model", name = "image")
@SuppressWarnings("NullAway.Init") // Hibernate fills the fields from columns that are NOT NULL
class ImageRow {

    @Id
    private long id;

    private long version;
    private long ownerId;
    private String file;
    private String storageKey;
    private String format;
    private long bytes;
    private String sha256;
    private int width;
    private int height;
    private Instant createdAt;

    ImageView view() {
        return new ImageView(
                new ImageId(id),
                version,
                new UserId(ownerId),
                createdAt,
                new ImageFileName(file),
                new StoredImage(storageKey, ImageFormat.valueOf(format), bytes, sha256, width, height));
    }
}
