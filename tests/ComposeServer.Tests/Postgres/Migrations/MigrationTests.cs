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

    [Fact]
    public void Locks_and_the_oldest_program_stand_in_comments_at_the_head()
    {
        var migration = new Migration(
            "0042_a.sql",
            "-- What it is for.\n-- locks: share on log, for a moment\n-- needs: 0.2.0\ncreate table a ();\n-- locks: none"
        );

        Assert.Equal(("share on log, for a moment", new Version(0, 2, 0)), (migration.Locks, migration.Needs));
    }

    [Theory]
    [InlineData("create table a ();\n-- locks: none\n-- needs: 0.2.0")]
    [InlineData("-- locksmith: none\n-- needs 0.2.0\nselect 1")]
    [InlineData("")]
    public void Comments_further_down_or_of_other_words_are_no_head(string sql)
    {
        var migration = new Migration("0042_a.sql", sql);

        Assert.Equal((null, null), (migration.Locks, migration.Needs));
    }

    [Theory]
    [InlineData("0.2")]
    [InlineData("0.2.0.1")]
    [InlineData("soon")]
    public void A_head_that_needs_no_version_is_refused(string needs)
    {
        var refused = Assert.Throws<MigrationException>(() => new Migration("0042_a.sql", $"-- needs: {needs}"));

        Assert.Equal("MIGRATION_HEADER", refused.Code);
    }

    [Fact]
    public void Every_migration_says_which_locks_it_takes_and_every_new_one_who_can_serve_what_it_leaves()
    {
        Assert.Empty(Migration.Embedded().SelectMany(HeadFaults));
    }

    [Fact]
    public void A_new_migration_without_a_head_or_for_programs_to_come_is_found()
    {
        Assert.Equal(
            ["0099_a has no line -- locks:", "0099_a has no line -- needs:"],
            HeadFaults(new("0099_a.sql", "select 1"))
        );
        Assert.Equal(
            ["0099_a needs 99.0.0, which is newer than this program"],
            HeadFaults(new("0099_a.sql", "-- locks: none\n-- needs: 99.0.0\nselect 1"))
        );
        Assert.Empty(
            HeadFaults(new("0099_a.sql", $"-- locks: none\n-- needs: {MigrationRunner.OwnVersion}\nselect 1"))
        );
    }

    static IEnumerable<string> HeadFaults(Migration migration)
    {
        var name = $"{migration.Number:D4}_{migration.Name}";
        if (migration.Locks is null)
            yield return $"{name} has no line -- locks:";
        if (migration.Number <= MigrationHeader.LastFormer)
            yield break;
        if (migration.Needs is null)
            yield return $"{name} has no line -- needs:";
        else if (migration.Needs > MigrationRunner.OwnVersion)
            yield return $"{name} needs {migration.Needs}, which is newer than this program";
    }
}
