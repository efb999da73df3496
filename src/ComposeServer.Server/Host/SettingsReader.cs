using System.Text.Json;

namespace ComposeServer.Server.Host;

/// <summary>A setting that cannot be used: the program stops and shows the message.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>Reads the settings: flags win over the environment, the environment over the file, the file over defaults.</summary>
public static class SettingsReader
{
    /// <summary>Bytes of a settings file. Far more than all settings need.</summary>
    public const int FileBytesMax = 1_000_000;

    /// <param name="flags">Values from the command line, by key.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="file">Path of a JSON file, or null.</param>
    /// <exception cref="SettingsException">An unknown key or a value that breaks its rule; the message names both and where they stand.</exception>
    public static ServerOptions Read(
        IReadOnlyDictionary<string, IReadOnlyList<string>> flags,
        Func<string, string?> environment,
        string? file
    )
    {
        var options = new ServerOptions();
        var fromFile = file is null ? [] : ReadFile(file);
        foreach (var setting in Settings.All)
        {
            var (values, place) = Find(setting, flags, environment, fromFile, file);
            if (values is null)
                continue;
            if (values.Count == 0 && setting.Kind != SettingKind.List)
                throw new SettingsException($"{place}: a value is missing");
            if (setting.Check(values) is { } fault)
                throw new SettingsException($"{place}: {fault}, found '{string.Join(",", values)}'");
            options = setting.Apply(options, values);
        }

        return options;
    }

    static (IReadOnlyList<string>? Values, string Place) Find(
        Setting setting,
        IReadOnlyDictionary<string, IReadOnlyList<string>> flags,
        Func<string, string?> environment,
        Dictionary<string, IReadOnlyList<string>> fromFile,
        string? file
    )
    {
        if (flags.TryGetValue(setting.Key, out var values))
            return (values, setting.Flag);
        if (environment(setting.Variable) is { Length: > 0 } variable)
        {
            values =
                setting.Kind == SettingKind.List
                    ? variable.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    : [variable];
            return (values, $"environment variable {setting.Variable}");
        }

        return fromFile.TryGetValue(setting.Key, out values) ? (values, $"{file}: '{setting.Key}'") : (null, "");
    }

    static Dictionary<string, IReadOnlyList<string>> ReadFile(string path)
    {
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        using var document = Parse(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new SettingsException($"{path}: must hold a JSON object");
        foreach (var member in document.RootElement.EnumerateObject())
        {
            var setting =
                Settings.All.FirstOrDefault(candidate => candidate.Key == member.Name)
                ?? throw new SettingsException(
                    $"{path}: unknown key '{member.Name}', did you mean '{Nearest(member.Name)}'?"
                );
            if (!found.TryAdd(member.Name, ValuesOf(setting, member.Value, path)))
                throw new SettingsException($"{path}: '{member.Name}' stands twice");
        }

        return found;
    }

    static JsonDocument Parse(string path)
    {
        try
        {
            if (new FileInfo(path).Length > FileBytesMax)
                throw new SettingsException($"{path}: larger than {FileBytesMax} bytes");
            return JsonDocument.Parse(
                File.ReadAllBytes(path),
                new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
        }
        catch (JsonException error)
        {
            throw new SettingsException(
                $"{path}: not JSON, line {error.LineNumber + 1}, column {error.BytePositionInLine + 1}"
            );
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path}: {error.Message}");
        }
    }

    static IReadOnlyList<string> ValuesOf(Setting setting, JsonElement value, string path)
    {
        var text = (setting.Kind, value.ValueKind) switch
        {
            (SettingKind.List, JsonValueKind.Array)
                when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => value
                .EnumerateArray()
                .Select(item => item.GetString()!)
                .ToArray(),
            (SettingKind.Text, JsonValueKind.String) => [value.GetString()!],
            (SettingKind.Number, JsonValueKind.Number) => [value.GetRawText()],
            (SettingKind.Switch, JsonValueKind.True) => ["true"],
            (SettingKind.Switch, JsonValueKind.False) => ["false"],
            _ => null,
        };
        return text ?? throw new SettingsException($"{path}: '{setting.Key}' must be {NameOf(setting.Kind)}");
    }

    static string NameOf(SettingKind kind) =>
        kind switch
        {
            SettingKind.Text => "a text",
            SettingKind.Number => "a whole number",
            SettingKind.Switch => "true or false",
            _ => "an array of texts",
        };

    /// <summary>The key with the least edit distance: what the writer most likely meant.</summary>
    internal static string Nearest(string key) => Settings.All.MinBy(setting => Distance(setting.Key, key))!.Key;

    static int Distance(string left, string right)
    {
        right = right.Length > 64 ? right[..64] : right;
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + cost));
            }
        }

        return row[^1];
    }
}
