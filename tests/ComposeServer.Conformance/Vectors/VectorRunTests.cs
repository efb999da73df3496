namespace ComposeServer.Conformance.Vectors;

/// <summary>The run over a folder of other people's vectors.</summary>
public sealed class VectorRunTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("vectors-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_folder_of_good_files_has_no_fault_and_one_line_per_file()
    {
        Copy("car.json");
        Copy("golden/naming.json");

        var faults = await RunAsync();

        Assert.All(faults, file => Assert.Empty(file.Value));
        Assert.Equal(
            ["car.json: 6 cases", "golden/naming.json: 12 cases"],
            VectorRun.Lines(VectorFolder.At(_folder.FullName))
        );
    }

    [Fact]
    public async Task An_unknown_file_fails_by_its_name()
    {
        Write("new-kind.json", """{"cases":[{"name":"one"}]}""");

        var fault = Assert.Single((await RunAsync())["new-kind.json"]);

        Assert.StartsWith("nothing consumes new-kind.json", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"cases":[]}""")]
    [InlineData("""{"description":"cases come later"}""")]
    public async Task A_file_without_a_case_fails(string text)
    {
        Write("car.json", text);

        Assert.Equal(["car.json has no case"], (await RunAsync())["car.json"]);
    }

    [Fact]
    public async Task A_wrong_byte_fails_its_case_and_no_other()
    {
        var text = ReadOwn("dag-cbor.json");
        var wrong = text.Replace("\"190100\"", "\"190101\"", StringComparison.Ordinal);
        Assert.NotEqual(text, wrong);
        Write("dag-cbor.json", wrong);

        var faults = (await RunAsync())["dag-cbor.json"];

        Assert.NotEmpty(faults);
        Assert.All(faults, fault => Assert.StartsWith("dag-cbor.json, int 256: ", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_member_that_no_claim_reads_fails_in_a_case_and_beside_the_cases()
    {
        var text = ReadOwn("car.json");
        Write(
            "car.json",
            text.Replace("\"roots\"", "\"news\":{\"deep\":[1,2]},\"roots\"", StringComparison.Ordinal)
                .Replace("\"cases\"", "\"aside\":true,\"cases\"", StringComparison.Ordinal)
        );

        var faults = (await RunAsync())["car.json"];

        Assert.Equal("car.json: no case reads aside", faults[0]);
        Assert.Equal("car.json, car 0: nothing reads news.deep[0]", faults[1]);
        Assert.Equal("car.json, car 0: nothing reads news.deep[1]", faults[2]);
    }

    [Fact]
    public void Every_file_that_a_class_names_is_in_the_repository()
    {
        var named = VectorClaims
            .Everyone.SelectMany(claims => claims.Files)
            .Where(name => !name.Contains('*', StringComparison.Ordinal));

        Assert.Empty(named.Except(VectorFolder.Own.Files));
    }

    Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> RunAsync() =>
        VectorRun.RunAsync(VectorFolder.At(_folder.FullName), TestContext.Current.CancellationToken);

    void Copy(string file) => Write(file, ReadOwn(file));

    void Write(string file, string text)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    static string ReadOwn(string file) => VectorFolder.Own.ReadText(file);
}
