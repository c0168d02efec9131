package dev.sigilo.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CategoryTest {
    @Test
    void numbersAreTheCategoriesOfNumbersAndCodes() {
        assertThat(Arrays.stream(Category.values()).filter(Category::isNumber))
                .containsExactly(
                        Category.PHONE,
                        Category.FAX,
                        Category.SSN,
                        Category.MEDICAL_RECORD_NUMBER,
                        Category.HEALTH_PLAN_NUMBER,
                        Category.ACCOUNT_NUMBER,
                        Category.LICENSE_NUMBER,
                        Category.VEHICLE_ID,
                        Category.DEVICE_ID,
                        Category.OTHER_ID);
    }
}
