"""What a run would do to the world outside, and what it does to a copy of the notebook's folder only."""

from __future__ import annotations

import pytest

from jupyter_mldebt.engine import Engine
from jupyter_mldebt.pipeline.effects import find
from jupyter_mldebt.read import read_file


@pytest.mark.parametrize(
    ("cells", "at", "what"),
    [
        (("import requests", "requests.post('https://x.org', json={})"), (1, 1), "sends to a server: requests.post"),
        (("import requests\ns = requests.Session()", "s.delete('u')"), (1, 1), "sends to a server: s.delete"),
        (("import requests", "requests.request('PUT', 'u')"), (1, 1), "sends to a server"),
        (("from urllib.request import urlopen", "urlopen('u', data=b'1')"), (1, 1), "sends to a server"),
        (("import requests\ndef tell(x):\n    return requests.post(x)", "tell('u')"), (0, 3), "sends to a server"),
        (("import smtplib", "with smtplib.SMTP('h') as s:\n    s.sendmail('a', 'b', 'c')"), (1, 2), "sends mail: s.sendmail"),
        (("import boto3\ns3 = boto3.client('s3')", "s3.upload_file('a', 'b', 'c')"), (1, 1), "changes what a cloud service holds"),
        (("from google.cloud import storage", "storage.Client().bucket('b').blob('x').upload_from_string('')"), (1, 1), "cloud service"),
        (("import tweepy\napi = tweepy.API(0)", "api.update_status('hi')"), (1, 1), "publishes"),
        (("from slack_sdk import WebClient", "WebClient('t').chat_postMessage(channel='c')"), (1, 1), "sends a message"),
        (("import stripe", "stripe.Charge.create(amount=1)"), (1, 1), "pays"),
        (("from openai import OpenAI\nc = OpenAI()", "c.chat.completions.create(model='m')"), (1, 1), "paid by the call"),
        (("import pymongo\nt = pymongo.MongoClient().db.t", "t.insert_one({})"), (1, 1), "changes a database"),
        (
            ("import psycopg2\nc = psycopg2.connect('h')\nq = c.cursor()", "q.execute('INSERT INTO t VALUES (1)')"),
            (1, 1),
            "writes to a database: q.execute",
        ),
        (
            ("from sqlalchemy import create_engine\ne = create_engine('postgresql://h/d')", "frame.to_sql('t', e)"),
            (1, 1),
            "writes to a database: to_sql",
        ),
        (("import sqlite3\nc = sqlite3.connect('/data/a.db')", "c.execute('DROP TABLE t')"), (1, 1), "database outside"),
        (("%load_ext sql", "%%sql mysql://h/d\nDELETE FROM t"), (1, 1), "writes to a database: %%sql"),
        (("import os", "os.remove('/data/x.csv')"), (1, 1), "deletes or moves what is not in the notebook's folder: os.remove"),
        (("import os", "p = os.path.expanduser('~/x')\nos.remove(os.path.join(p, 'y'))"), (1, 2), "deletes or moves"),
        (("from pathlib import Path\nhome = Path.home() / 'x'", "home.unlink()"), (1, 1), "deletes or moves"),
        (("import shutil", "def clean(folder):\n    shutil.rmtree(folder)", "clean(given)"), (1, 2), "may not be in the notebook's folder"),
        (("frame.to_csv('/data/out.csv')",), (0, 1), "writes to what is not in the notebook's folder: frame.to_csv"),
        (("import os\nos.chdir('/data')", "frame.to_csv('out.csv')"), (1, 1), "writes to what is not in the notebook's folder"),
        (("%cd /data", "!rm -rf old"), (1, 1), "writes to or deletes what is not in the notebook's folder: `rm -rf old`"),
        (("%cd ~/work", "open('x', 'w')"), (1, 1), "writes to what is not in the notebook's folder"),
        (("open('/etc/motd', 'w')",), (0, 1), "writes to what is not in the notebook's folder: open"),
        (("!git push origin main",), (0, 1), "acts outside: `git push origin main`"),
        (("!cd x && rm -rf ~/data",), (0, 1), "writes to or deletes what is not in the notebook's folder: `rm -rf ~/data`"),
        (("%%bash\nls\npip uninstall -y numpy",), (0, 3), "acts outside"),
        (("import subprocess", "subprocess.run(['twine', 'upload', 'dist/x'])"), (1, 1), "acts outside: `twine upload dist/x`"),
        (("import os", "os.system('curl -X POST http://x')"), (1, 1), "acts outside"),
        (("!aws s3 cp out.csv s3://bucket/out.csv",), (0, 1), "acts outside"),
    ],
)
def test_effects(graph_of, cells, at, what):
    (effect,) = find(graph_of(*cells))
    assert (effect.cell, effect.line) == at and what in effect.what


@pytest.mark.parametrize(
    "cells",
    [
        ("import requests", "requests.get('https://x.org')\nrequests.request('GET', 'u')"),
        ("import requests\ndef tell(x):\n    return requests.post(x)", "print('never called')"),
        ("from urllib.request import urlopen", "urlopen('u')"),
        ("import boto3\ns3 = boto3.client('s3')", "s3.download_file('a', 'b', 'c')\ns3.list_buckets()\ns3.get_object(Bucket='b')"),
        ("import sqlite3\nc = sqlite3.connect('a.db')\nq = c.cursor()", "q.execute('INSERT INTO t VALUES (1)')\nc.commit()"),
        ("import sqlite3\nc = sqlite3.connect(':memory:')", "frame.to_sql('t', c)"),
        ("from sqlalchemy import create_engine\ne = create_engine('sqlite:///a.db')", "frame.to_sql('t', e)"),
        ("import psycopg2\nc = psycopg2.connect('h')\nq = c.cursor()", "q.execute('SELECT * FROM t')"),
        ("%sql sqlite:///a.db", "%%sql\nDELETE FROM t"),
        ("import os", "os.remove('x.csv')\nos.makedirs('out')\nos.rename('a', 'b')"),
        ("import glob, os", "for name in glob.glob('*.png'):\n    os.remove(name)"),
        ("import shutil, tempfile\nfolder = tempfile.mkdtemp()", "shutil.rmtree(folder)"),
        ("import shutil, os\nfolder = os.path.join('out', 'a')", "shutil.rmtree(folder, ignore_errors=True)"),
        ("from pathlib import Path\np = Path('out') / 'x'", "p.unlink()\np.write_text('1')"),
        ("frame.to_csv('out.csv')", "open('/data/in.csv')", "open('/tmp/x', 'w')", "items.remove('/x')"),
        ("!rm -rf out && mkdir out", "!pip install numpy", "!curl -O https://x.org/data.csv", "!wget https://x.org/a.zip; unzip a.zip"),
        ("!ls 2>/dev/null", "!aws s3 cp s3://bucket/in.csv in.csv", "!git clone https://x.org/a"),
        ("%cd data", "import os\nos.chdir('..')", "open('x', 'w')"),
        ("import wandb", "wandb.init(mode='disabled')\nwandb.login()"),
        ("data = {'a': 1}", "data.update(b=2)\ndata.pop('a')"),
    ],
)
def test_harmless(graph_of, cells):
    assert find(graph_of(*cells)) == ()


def modules(folder, **texts):
    for name, text in texts.items():
        file = folder / (name.replace("_in_", "/") + ".py")
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)


POST = (
    "import requests\ndef tell(x):\n    requests.post(x)\ndef look():\n    return requests.get('u')\n"
    "class Hook:\n    def fire(self):\n        tell('u')\n"
)


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (("import helper", "helper.tell('u')"), "sends to a server: requests.post (helper.py, line 3)"),
        (("from helper import tell as say", "say('u')"), "sends to a server: requests.post (helper.py, line 3)"),
        (("from helper import tell", "tell('u')"), "sends to a server: requests.post (helper.py, line 3)"),
        (("from helper import Hook", "hook = Hook()\nhook.fire()"), "sends to a server: requests.post (helper.py, line 3)"),
        (("import helper", "helper.look()"), None),
        (("import helper",), None),
        (("from kit import net", "net.send()"), "sends mail: s.sendmail (net.py, line 3)"),
        (("from kit.net import send", "send()"), "sends mail: s.sendmail (net.py, line 3)"),
        (("import eager",), "deletes or moves what is not in the notebook's folder: os.remove (eager.py, line 2)"),
        (("import deep", "deep.go()"), None),  # one level is looked at
        (("import broken", "broken.go()"), None),
    ],
)
def test_modules_beside_the_notebook_are_looked_at(write, tmp_path, cells, what):
    modules(
        tmp_path,
        helper=POST,
        kit_in___init__="",
        kit_in_net="import smtplib\ndef send():\n    with smtplib.SMTP('h') as s: s.sendmail('a', 'b', 'c')\n",
        eager="import os\nos.remove('/data/x.csv')\n",
        deep="import helper\ndef go():\n    helper.tell('u')\n",
        broken="def go(:\n",
    )
    path = write(*cells)
    found = find(Engine().graph(read_file(path)))
    assert [(effect.cell, effect.line, effect.what) for effect in found] == ([(0, 1, what)] if what else [])
