/** Rules of the gateway's code, each with a sample that breaks it. */
package io.talel.gateway.architecture;
