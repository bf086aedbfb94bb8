package io.talel.samples.gateway.auth;

import io.talel.gateway.image.store.ContentStore;

/** Auth that knows another part of the gateway. */
public record ImageReader(ContentStore store) {}
