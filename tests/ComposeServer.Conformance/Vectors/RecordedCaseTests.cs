namespace ComposeServer.Conformance.Vectors;

/// <summary>Every case of every recorded file: of the repository's own, or of the folder that COMPOSESERVER_VECTORS names.</summary>
public class RecordedCaseTests
{
    public static TheoryData<string> Files => [.. VectorFolder.Chosen.Files];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var file in VectorFolder.Chosen.Files)
            {
                foreach (var place in VectorFolder.Chosen.Open(file).Cases)
                    rows.Add(file, place.Name);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_is_known_has_cases_and_says_nothing_that_none_of_them_reads(string file)
    {
        var folder = VectorFolder.Chosen;
        StandardOutput.WriteLine($"{file}: {folder.Open(file).Cases.Count} cases");

        AssertNone(await VectorRun.CheckFileAsync(folder, file, TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_comes_out_as_recorded_and_is_read_whole(string file, string name) =>
        AssertNone(
            await VectorRun.CheckCaseAsync(VectorFolder.Chosen, file, name, TestContext.Current.CancellationToken)
        );

    static void AssertNone(IReadOnlyList<string> faults) => Assert.True(faults.Count == 0, string.Join('\n', faults));
}
