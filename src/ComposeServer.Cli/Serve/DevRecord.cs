using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ComposeServer.Cli.Serve;

/// <summary>What <c>--dev</c> deployed last, so that a later start need not do it again.</summary>
sealed class DevRecord
{
    const string FileName = "dev.json";

    readonly string path;
    ImmutableDictionary<string, Deployed> examples;

    DevRecord(string path, ImmutableDictionary<string, Deployed> examples)
    {
        this.path = path;
        this.examples = examples;
    }

    /// <param name="Source">Hash of the schema text and of the key that made its models.</param>
    /// <param name="Served">ETag of the schema that the server made of it.</param>
    public sealed record Deployed(string Source, string Served);

    /// <summary>Reads the record in a data folder; one that cannot be read is as good as none.</summary>
    public static DevRecord Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var json = File.ReadAllBytes(path);
            return new(
                path,
                JsonSerializer.Deserialize(json, DevRecordJson.Default.ImmutableDictionaryStringDeployed) ?? []
            );
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return new(path, ImmutableDictionary<string, Deployed>.Empty);
        }
    }

    /// <summary>What was deployed of an example; null when nothing was.</summary>
    public Deployed? Find(string example) => examples.GetValueOrDefault(example);

    /// <summary>Notes a deployment, at once in the file.</summary>
    public void Set(string example, Deployed deployed)
    {
        examples = examples.SetItem(example, deployed);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, examples, DevRecordJson.Default.ImmutableDictionaryStringDeployed);
    }
}

[JsonSerializable(typeof(ImmutableDictionary<string, DevRecord.Deployed>))]
sealed partial class DevRecordJson : JsonSerializerContext;
