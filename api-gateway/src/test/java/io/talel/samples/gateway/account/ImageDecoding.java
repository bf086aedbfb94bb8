package io.talel.samples.gateway.account;

import io.talel.gateway.image.clean.ImageCleaner;

/** An account that works on images. */
public record ImageDecoding(ImageCleaner cleaner) {}
