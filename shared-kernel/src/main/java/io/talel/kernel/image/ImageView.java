package io.talel.kernel.image;

import io.talel.kernel.user.UserId;
import java.time.Instant;

/** An image that can be downloaded. */
public record ImageView(
        ImageId id, long version, UserId ownerId, Instant createdAt, ImageFileName file, StoredImage stored) {}
