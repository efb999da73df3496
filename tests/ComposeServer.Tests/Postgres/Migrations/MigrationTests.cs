using ComposeServer.Postgres.Migrations;

namespace ComposeServer.Tests.Postgres.Migrations;

public class MigrationTests
{
    [Fact]
    public void Number_and_name_come_from_the_file_name()
    {
        var migration = new Migration("0042_add_pins.sql", "select 1");

        Assert.Equal((42, "add_pins"), (migration.Number, migration.Name));
    }

    [Theory]
    [InlineData("1_short.sql")]
    [InlineData("0000_zero.sql")]
    [InlineData("0001.sql")]
    [InlineData("0001_.sql")]
    [InlineData("0001_Upper.sql")]
    [InlineData("0001_space name.sql")]
    [InlineData("+001_sign.sql")]
    [InlineData("0001_text.txt")]
    [InlineData("")]
    public void A_file_named_otherwise_is_refused(string fileName)
    {
        var refused = Assert.Throws<MigrationException>(() => new Migration(fileName, ""));

        Assert.Equal("MIGRATION_NAME", refused.Code);
    }

    [Fact]
    public void The_checksum_is_the_same_whatever_line_ends_a_checkout_gave_the_file()
    {
        var unix = new Migration("0001_a.sql", "select 1;\nselect 2;\n");
        var windows = new Migration("0001_a.sql", "\uFEFFselect 1;\r\nselect 2;\r\n");

        Assert.Equal(unix.Checksum.ToArray(), windows.Checksum.ToArray());
        Assert.Equal(
            "061e995aebcb765888ac7580f67ee3815a03b9b9c3fd5ff2dbb40db98b53a737",
            Convert.ToHexStringLower(unix.Checksum.Span)
        );
    }

    [Fact]
    public void Another_text_has_another_checksum()
    {
        Assert.NotEqual(
            new Migration("0001_a.sql", "select 1").Checksum.ToArray(),
            new Migration("0001_a.sql", "select 2").Checksum.ToArray()
        );
    }
}
