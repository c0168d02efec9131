/** Functions small enough to see what the driver does to them. */
package dev.sigilo.driver.sample;
