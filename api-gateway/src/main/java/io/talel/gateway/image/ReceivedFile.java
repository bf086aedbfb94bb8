package io.talel.gateway.image;

import io.talel.kernel.image.ImageFormat;
import java.nio.file.Path;

/**
 * An uploaded file on disk.
 *
 * @param clientName what the client calls it
 * @param format format according to its first bytes
 */
record ReceivedFile(String clientName, ImageFormat format, Path path) {}
