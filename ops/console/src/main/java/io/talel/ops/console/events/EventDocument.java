package io.talel.ops.console.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import tools.jackson.databind.JsonNode;

/** An event with its payload; personal fields are shown as sealed. */
public record EventDocument(@JsonUnwrapped EventLine line, JsonNode payload, JsonNode metadata) {}
