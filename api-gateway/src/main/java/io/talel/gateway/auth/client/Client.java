package io.talel.gateway.auth.client;

/** Who sends a request. A controller method that takes it as a parameter gets that of its request. */
public record Client(ClientAddress address, AgentFamily agent) {}
