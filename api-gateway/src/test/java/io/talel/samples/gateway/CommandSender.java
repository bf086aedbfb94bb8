package io.talel.samples.gateway;

import org.axonframework.commandhandling.gateway.CommandGateway;

/** Goes past the bus. */
public record CommandSender(CommandGateway gateway) {}
