package io.talel.gateway.auth.client;

/** The client of a request. A controller method may take it as a parameter. */
public record Client(ClientAddress address, DeviceDescription agent) {}
