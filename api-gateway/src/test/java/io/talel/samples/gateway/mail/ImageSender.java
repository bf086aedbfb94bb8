package io.talel.samples.gateway.mail;

import io.talel.gateway.image.store.ContentStore;

/** Mail that knows another part of the gateway. */
public record ImageSender(ContentStore store) {}
