package io.talel.ops.console.events;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import tools.jackson.databind.JsonNode;

/** An event with what it says; personal fields show that they are sealed, and nothing else. */
public record EventDocument(@JsonUnwrapped EventLine line, JsonNode payload, JsonNode metadata) {}
