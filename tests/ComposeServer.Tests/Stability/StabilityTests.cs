namespace ComposeServer.Tests.Stability;

/// <summary>Names that programs and people rely on are on record; what goes is told of in <c>CHANGELOG.md</c>.</summary>
public class StabilityTests
{
    [Fact]
    public void Error_codes_are_on_record() => AssertOnRecord(new("error-codes.txt", PublicNames.ErrorCodes()));

    [Fact]
    public void Metrics_and_their_labels_are_on_record() => AssertOnRecord(new("metrics.txt", PublicNames.Metrics()));

    [Fact]
    public void Settings_are_on_record_under_their_three_names() =>
        AssertOnRecord(new("options.txt", PublicNames.Options()));

    [Fact]
    public void Commands_and_their_flags_are_on_record() => AssertOnRecord(new("commands.txt", PublicNames.Commands()));

    [Fact]
    public void Public_members_are_on_record() => AssertOnRecord(new("members.txt", PublicMembers.All()));

    [Fact]
    public void Every_list_is_one_that_a_test_holds()
    {
        Assert.Equal(
            ["commands.txt", "error-codes.txt", "members.txt", "metrics.txt", "options.txt"],
            Directory
                .EnumerateFiles(CheckedList.Folder, "*.txt")
                .Select(path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_name_that_is_gone_without_a_word_is_shown_and_one_that_is_told_of_is_not()
    {
        var fault = CheckedList.Fault("a.txt", ["KEPT", "TOLD", "GONE"], ["KEPT", "NEW"], "Removed: `TOLD`.");

        Assert.NotNull(fault);
        Assert.StartsWith("a.txt and the code differ:\n- GONE\n+ NEW\n", fault, StringComparison.Ordinal);
        Assert.Contains(CheckedList.Variable, fault, StringComparison.Ordinal);
        Assert.Null(CheckedList.Fault("a.txt", ["KEPT", "TOLD"], ["KEPT"], "Removed: `TOLD`."));
    }

    [Fact]
    public void A_word_that_only_contains_the_name_does_not_tell_of_it()
    {
        Assert.NotNull(CheckedList.Fault("a.txt", ["GONE"], [], "`GONE_TOO` and GONE"));
    }

    [Fact]
    public void Writing_a_list_anew_keeps_what_is_gone_without_a_word()
    {
        Assert.Equal(
            ["GONE", "KEPT", "NEW"],
            CheckedList.Rewritten(["TOLD", "KEPT", "GONE"], ["NEW", "KEPT"], "Removed: `TOLD`.")
        );
    }

    [Fact]
    public void Members_are_told_by_type_and_signature_and_what_the_compiler_adds_to_a_record_is_not()
    {
        Assert.Equal(
            [
                "ComposeServer.Tests.Stability.StabilityTests.Sample<T>",
                "ComposeServer.Tests.Stability.StabilityTests.Sample<T>.Count: Int32 get",
                "ComposeServer.Tests.Stability.StabilityTests.Sample<T>.Find<TKey>(IReadOnlyList<TKey>, Int32&): T[]",
                "ComposeServer.Tests.Stability.StabilityTests.Sample<T>.Limit: Int32",
                "ComposeServer.Tests.Stability.StabilityTests.Sample<T>.Name: String get set",
                "ComposeServer.Tests.Stability.StabilityTests.Sample<T>.new(String)",
            ],
            PublicMembers.Of(typeof(Sample<>)).Order(StringComparer.Ordinal)
        );
    }

    static void AssertOnRecord(CheckedList list) => Assert.True(list.Check() is null, list.Check());

    internal sealed record Sample<T>(string Name)
    {
        public const int Limit = 1;

        public int Count { get; } = Limit;

        public T[] Find<TKey>(IReadOnlyList<TKey> keys, out int at)
        {
            at = keys.Count;
            return [];
        }
    }
}
