// A format oracle: what this project signs, publishes and proves, read and written by software that
// it did not write, golang.org/x/mod/sumdb. Run by the tests beside it.
//
//	oracle check FOLDER VKEY [N…]   verifies a published log, and a line of it for each N
//	oracle make FOLDER SIZES…       publishes logs of the lines "0", "1", "2", … and prints a key
//	oracle consistency SIZE         prints every proof that a tree begins with a smaller one
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// memory holds the hashes of a tree in the order in which tlog stores them.
type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = m[index]
	}
	return hashes, nil
}

func (m *memory) add(n int64, line []byte) {
	hashes, err := tlog.StoredHashes(n, line, *m)
	must(err)
	*m = append(*m, hashes...)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	must(err)
	return n
}

// path says where a tile is: the specification that this project follows leaves the height out.
func path(level int, n int64, width int) string {
	groups := fmt.Sprintf("%03d", n%1000)
	for n /= 1000; n > 0; n /= 1000 {
		groups = fmt.Sprintf("x%03d/%s", n%1000, groups)
	}
	kind := strconv.Itoa(level)
	if level < 0 {
		kind = "entries"
	}
	if width < 256 {
		return fmt.Sprintf("tile/%s/%s.p/%d", kind, groups, width)
	}
	return fmt.Sprintf("tile/%s/%s", kind, groups)
}

// rootOf is the root of a tree. This version of tlog answers with zeros for the empty one, whose root
// is the hash of nothing (RFC 6962, section 2.1).
func rootOf(size int64, tree memory) tlog.Hash {
	if size == 0 {
		return sha256.Sum256(nil)
	}
	root, err := tlog.TreeHash(size, tree)
	must(err)
	return root
}

// tiles is a published log.
type tiles struct{ folder string }

func (tiles) Height() int { return 8 }

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		bytes, err := os.ReadFile(filepath.Join(t.folder, path(tile.L, tile.N, tile.W)))
		if err != nil {
			return nil, err
		}
		read = append(read, bytes)
	}
	return read, nil
}

func (tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func lines(bundle []byte) [][]byte {
	var lines [][]byte
	for len(bundle) > 0 {
		length := int(binary.BigEndian.Uint16(bundle))
		lines = append(lines, bundle[2:2+length])
		bundle = bundle[2+length:]
	}
	return lines
}

func check(folder, vkey string, places []string) {
	verifier, err := note.NewVerifier(vkey)
	must(err)
	signed, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	must(err)
	opened, err := note.Open(signed, note.VerifierList(verifier))
	must(err)
	said := strings.Split(opened.Text, "\n")
	if said[0] != verifier.Name() {
		log.Fatalf("the origin is %q", said[0])
	}
	size := number(said[1])
	root, err := tlog.ParseHash(said[2])
	must(err)

	// The whole log anew, line by line.
	var tree memory
	var all [][]byte
	for n := int64(0); n*256 < size; n++ {
		width := size - n*256
		if width > 256 {
			width = 256
		}
		bundle, err := os.ReadFile(filepath.Join(folder, path(-1, n, int(width))))
		must(err)
		all = append(all, lines(bundle)...)
	}
	for n, line := range all {
		tree.add(int64(n), line)
	}
	computed := rootOf(size, tree)
	if computed != root {
		log.Fatalf("the lines make %v, %v was signed", computed, root)
	}
	// Every line that was asked for, out of the tiles.
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, tiles{folder})
	for _, place := range places {
		n := number(place)
		proof, err := tlog.ProveRecord(size, n, reader)
		must(err)
		must(tlog.CheckRecord(proof, size, root, n, tlog.RecordHash(all[n])))
		fmt.Println(place, proof)
	}
	fmt.Println("verified", size)
}

func write(folder, name string, bytes []byte) {
	name = filepath.Join(folder, name)
	must(os.MkdirAll(filepath.Dir(name), 0o755))
	must(os.WriteFile(name, bytes, 0o644))
}

func publish(folder string, size int64, tree memory, signer note.Signer) {
	for _, tile := range tlog.NewTiles(8, 0, size) {
		data, err := tlog.ReadTileData(tile, tree)
		must(err)
		write(folder, path(tile.L, tile.N, tile.W), data)
		if tile.L == 0 {
			var bundle []byte
			for n := tile.N * 256; n < tile.N*256+int64(tile.W); n++ {
				line := strconv.FormatInt(n, 10)
				bundle = binary.BigEndian.AppendUint16(bundle, uint16(len(line)))
				bundle = append(bundle, line...)
			}
			write(folder, path(-1, tile.N, tile.W), bundle)
		}
	}
	root := rootOf(size, tree)
	text := fmt.Sprintf("%s\n%d\n%s\n", signer.Name(), size, base64.StdEncoding.EncodeToString(root[:]))
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	must(err)
	write(folder, "checkpoint", signed)
}

func makeLogs(folder string, sizes []string) {
	secret, vkey, err := note.GenerateKey(nil, "oracle.example/log")
	must(err)
	signer, err := note.NewSigner(secret)
	must(err)
	var tree memory
	n := int64(0)
	for _, size := range sizes {
		for ; n < number(size); n++ {
			tree.add(n, []byte(strconv.FormatInt(n, 10)))
		}
		publish(filepath.Join(folder, size), n, tree, signer)
	}
	fmt.Println(vkey)
	fmt.Println(secret)
}

func consistency(most int64) {
	var tree memory
	for n := int64(0); n < most; n++ {
		tree.add(n, []byte(strconv.FormatInt(n, 10)))
	}
	for new := int64(1); new <= most; new++ {
		for old := int64(1); old <= new; old++ {
			proof, err := tlog.ProveTree(new, old, tree)
			must(err)
			fmt.Print(old, " ", new)
			for _, hash := range proof {
				fmt.Print(" ", hash)
			}
			fmt.Println()
		}
	}
}

func main() {
	log.SetFlags(0)
	switch words := os.Args[1:]; words[0] {
	case "check":
		check(words[1], words[2], words[3:])
	case "make":
		makeLogs(words[1], words[2:])
	case "consistency":
		consistency(number(words[1]))
	}
}
