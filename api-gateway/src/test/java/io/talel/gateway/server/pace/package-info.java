@org.jspecify.annotations.NullMarked
package io.talel.gateway.server.pace;
